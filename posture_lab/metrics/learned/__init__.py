"""What was learned from rendered people: reading lines and spine off landmarks and outline."""
