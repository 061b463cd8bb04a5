"""What the pipeline reads right, and how fast: figures over the corpus beside the checkout."""
