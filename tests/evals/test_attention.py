"""The comparison of occlusion with attention."""

from __future__ import annotations

import numpy as np
import pytest

from tests.evals.attention import compare


def test_what_is_lost_is_told_for_the_cell_of_each() -> None:
    lost = np.array([[0.5, 0.1], [0.0, -0.2]], np.float32)
    assert compare(lost, lost)[:3] == pytest.approx((1.0, 1.0, 0.5))
    assert compare(lost, -lost) == pytest.approx((0.0, -1.0, 0.5, -0.2, 0.1))
