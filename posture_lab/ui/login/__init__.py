"""Who may use an app that other computers can reach."""
