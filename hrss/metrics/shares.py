"""Shares in percent as every page, document and command prints them."""


def percent_text(share: float, *, digits: int = 1) -> str:
    """A share in percent that says 100 % and 0 % only when it is.

    589 of 590 are 99 % in whole percent, though 99.8 is nearer to a hundred: whoever
    reads 100 % takes it that nobody is left. 2 of 590 are <1 %.

    Parameters
    ----------
    share : a fraction; not NA.
    digits : decimals.
    """
    # Quotients of whole numbers: what misses a whole by less is a whole.
    exact = round(float(share), 12)
    step = 10.0 ** -(digits + 2)
    if 0 < exact < step / 2:
        return f"<{step:.{digits}%}"
    if 1 - step / 2 <= exact < 1:
        return f"{1 - step:.{digits}%}"
    return f"{exact:.{digits}%}"
