"""What has to be made while the package is built: the pose model file and the live camera.

Nothing here is part of the installed package.
"""
