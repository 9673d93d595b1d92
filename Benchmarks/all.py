#!/usr/bin/env python3
"""All measurements of the release build in one table. Ten minutes on an otherwise idle machine of two cores."""

import allocations
import exports
import extract
import idle
import logs
import nginx
import reload
import slow

if __name__ == "__main__":
    for measurement in nginx, idle, slow, reload, logs, allocations, exports, extract:
        measurement.run()
