"""Teaching a spine model on rendered bursts: a tool for further work, see docs/spine.md."""
