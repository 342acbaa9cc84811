"""How the camera is tilted, read off the straight lines of the room."""
