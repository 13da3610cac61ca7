"""Judgements of words: is it a person, is it observable?"""
