"""The product's answers beside what is true of rendered people."""
