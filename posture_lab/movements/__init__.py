"""What a good movement looks like, as data: one record per movement."""
