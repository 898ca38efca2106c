"""How much work one document may ask for, counted, never timed.

Each number is several times what the largest real documents need; what goes beyond it is a mistake
or an attack, and ends in an error that names the limit.
"""

# A file that is read: bytes, and what its references make of it (things and characters); how deep
# one thing may stand in another; characters of one text, things of one list or group.
FILE_BYTES = 8 * 1024 * 1024
FILE_ITEMS = 400_000
FILE_DEPTH = 40
TYPED_CHARACTERS = 20_000
LIST_ITEMS = 9_999
# A profile's templates and patterns, all together as text; how deep one thing may stand in another
# (a condition in a loop in a condition), and how many loops.
TEMPLATE_CHARACTERS = 300_000
TEMPLATE_DEPTH = 50
TEMPLATE_LOOPS = 10
# What filling them may take. A step is one part of a template, filled once; a call of a function
# or a filter of the program's own is as many as it takes time.
TEMPLATE_STEPS = 12_000_000
MACRO_DEPTH = 20
# Characters that are put together on the way to the document, and in it.
COMPOSED_CHARACTERS = 30_000_000
# Elements that templates write; those of the program's own tables are counted as cells.
COMPOSED_ELEMENTS = 200_000
# Whole numbers and decimals in a template's arithmetic, in digits.
NUMBER_DIGITS = 30
# Tables: columns, rows and strips of one, queries that one cell adds up, cells of all.
TABLE_COLUMNS = 100
TABLE_ROWS = 50_000
TABLE_STRIPS = 100
TABLE_QUERIES = 100
TABLE_CELLS = 400_000
# Cells and paragraphs of a document that is to be laid out, long ones by their lines: the PDF takes
# 14 KB of memory and half a millisecond or more for each.
PRINTED_PARTS = 200_000
# Numbers that are asked for: an ordinal, a page number.
ORDINAL = 9999
