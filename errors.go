package hearsay

import "errors"

// The kinds of error that callers tell apart with errors.Is.
var (
	ErrInvalid     = errors.New("invalid")     // the input breaks a rule it was told of
	ErrUnsupported = errors.New("unsupported") // the input may be fine, but not for us
)
