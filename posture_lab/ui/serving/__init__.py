"""The app as an ASGI application: who is let in at the door, and what runs beside the pages."""
