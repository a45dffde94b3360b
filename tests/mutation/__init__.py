"""Would the tests notice? Changes the domain a little, runs its tests, and says where none failed.

    .venv/bin/python -m tests.mutation --area plans --count 40 --seed x

A runner of our own, over the standard library, because those that exist do not do for this tree.
mutmut changes only the bodies of undecorated functions: our constraints, clocks and permissions are
declarations. cosmic-ray takes operators of ours only from an installed distribution, which Casework
is not, and starts Python and the database again for each change: 15 seconds before the first test.
Neither can drop a ``.filter(...)``, nor a keyword such as ``authority=``.

Nothing is changed in the tree itself: a copy is made. There one pytest session runs the tests of an
area once, keeping which functions each test calls. Then for each change it forks: the child has the
changed code in its functions, and runs only the tests that call it, the quickest first. A change of
a declaration (of a module or a class) needs a fresh process.
"""
