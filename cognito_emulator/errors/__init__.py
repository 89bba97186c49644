"""What can go wrong, by its AWS name: the lowest layer, importing nothing of ours.

`base` holds the exception every error of the service derives from; one file per service names that
service's errors, one class each, with the wording in named constructors. To add an error: one class
with its `code`, one named constructor per sentence, each with the source of the text.
"""
