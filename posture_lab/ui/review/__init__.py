"""The review: annotated clip, plot and repetitions with one linked time cursor.

A browser component of our own. It draws everything itself, so moving through the clip needs no
round trip to the server, and it loads nothing but the clip.
"""
