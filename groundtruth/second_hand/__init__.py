"""A second hand that draws: other people, rest postures, cameras, clothes, light and places.

Nothing is fitted to what it draws. What holds in its clips holds beyond the choices of the first,
which the product's networks have learned from.
"""
