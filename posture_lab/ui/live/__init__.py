"""The live camera: the browser component and the practice behind it."""
