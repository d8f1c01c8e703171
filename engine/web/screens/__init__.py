"""The screens: each takes a visit and gives a page; what they show comes from the same rooms as the command's."""
