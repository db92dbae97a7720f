"""`python -m diagramgen.kernel`: the process that `live` starts."""

import sys

from diagramgen.kernel.runner import main

sys.exit(main())
