"""Tovholder: the open platform on which Danish municipalities find, try, document and spread welfare technology."""

__version__ = "0.5.0"
