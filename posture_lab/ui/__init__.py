"""The web app: what a browser shows. It computes nothing that the command line could not."""
