"""An Analysis in words: what terminal, page and annotated clip say, so that they say the same."""
