"""A fault tree as quantities: what is written is read by the language, and means what the tree means."""

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

import pytest

import gsn
from gsn.model.expression import Expression, Operator
from gsn.model.reference import Ref
from gsn.model.statements.risk import QuantityStatement
from gsn.openpsa.document import OpenPsaProblem
from gsn.openpsa.quantities import Quantities, as_definitions
from gsn.openpsa.reading import read_tree
from gsn.risk.diagram import build, probability
from gsn.risk.formula import formula_of
