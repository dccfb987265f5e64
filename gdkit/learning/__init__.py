"""Learning from data, with NumPy: data sets, losses and models, and the loop that trains them."""
