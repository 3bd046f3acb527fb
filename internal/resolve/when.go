package resolve

// when fills in when each claim was said and when its event is.
func (a *account) when() {}
