import sys

from casework.embedded.supervisor import main

sys.exit(main())
