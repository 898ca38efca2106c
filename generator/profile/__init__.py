"""Profiles: the form of a place and year, as data."""

from generator.profile.load import Profile, ProfileError, known_profiles, load_profile

__all__ = ["Profile", "ProfileError", "known_profiles", "load_profile"]
