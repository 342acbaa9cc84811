"""Tests of the generator that need neither the body model nor graphics."""
