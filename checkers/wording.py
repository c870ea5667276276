"""GSN8xx, wording: to be written."""
from gsn.findings import *
