"""HTTP in, HTTP out: one file for each noun, and a guard in front of all of them."""
