"""Trains the model of many languages: a teacher on texts of twenty, marked or carried over from English, and its student."""
