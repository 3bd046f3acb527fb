package resolve

// evidence fills in what each claim rests on.
func (a *account) evidence() {}
