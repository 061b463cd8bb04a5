"""Importing this module makes Great Expectations know every expectation of the project."""

from pipeline.quality.expectations.column_types import ExpectColumnsToHoldTypes
from pipeline.quality.expectations.country import ExpectCountryToBeKnown
from pipeline.quality.expectations.ditto import ExpectDittosToBeResolved
from pipeline.quality.expectations.evidence import ExpectEvidence
from pipeline.quality.expectations.filled import ExpectColumnsToBeFilled
from pipeline.quality.expectations.interval import ExpectIntervalToHoldValue
from pipeline.quality.expectations.mention import ExpectMentionToMatchParagraph
from pipeline.quality.expectations.noted import (
    ExpectInheritedMarksToHaveNotes,
    ExpectMarksToHaveNotes,
    ExpectSymbolsToHaveLegends,
)
from pipeline.quality.expectations.ordinals import ExpectOrdinalsToRun
from pipeline.quality.expectations.position import ExpectPosition
from pipeline.quality.expectations.scaled import ExpectValueToBeNumberScaled
from pipeline.quality.expectations.status import ExpectStatusToAgreeWithPrinted
from pipeline.quality.expectations.sums import ExpectPartsToAddToTotal
from pipeline.quality.expectations.unit_values import ExpectUnitValuesToBeValueOverQuantity
from pipeline.quality.expectations.years import ExpectYearsWithinEdition

EXPECTATIONS = (
    ExpectColumnsToBeFilled,
    ExpectColumnsToHoldTypes,
    ExpectCountryToBeKnown,
    ExpectDittosToBeResolved,
    ExpectEvidence,
    ExpectInheritedMarksToHaveNotes,
    ExpectIntervalToHoldValue,
    ExpectMarksToHaveNotes,
    ExpectMentionToMatchParagraph,
    ExpectOrdinalsToRun,
    ExpectPartsToAddToTotal,
    ExpectPosition,
    ExpectStatusToAgreeWithPrinted,
    ExpectSymbolsToHaveLegends,
    ExpectUnitValuesToBeValueOverQuantity,
    ExpectValueToBeNumberScaled,
    ExpectYearsWithinEdition,
)
