"""Teaching the spine model: from rendered bursts to the weights the product ships."""
