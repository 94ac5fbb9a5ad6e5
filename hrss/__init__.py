"""Roll-out tracker of Guangdong's township offices for HRSS (粤府办〔2011〕65号)."""

__version__ = "0.1.0"
