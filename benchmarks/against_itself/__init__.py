"""The product beside itself: the same take, changed in ways that change nobody's posture."""
