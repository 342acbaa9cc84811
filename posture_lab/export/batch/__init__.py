"""Many clips into one folder: a result each, and a summary that grows with them."""
