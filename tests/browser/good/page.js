document.getElementById("told").textContent = "With script.";
