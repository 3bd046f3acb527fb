package pdf

// matrix takes x, y to a·x + c·y + e, b·x + d·y + f.
type matrix struct{ a, b, c, d, e, f float64 }

var identity = matrix{a: 1, d: 1}

// times is n, then m.
func (m matrix) times(n matrix) matrix {
	return matrix{
		n.a*m.a + n.b*m.c, n.a*m.b + n.b*m.d,
		n.c*m.a + n.d*m.c, n.c*m.b + n.d*m.d,
		n.e*m.a + n.f*m.c + m.e, n.e*m.b + n.f*m.d + m.f,
	}
}

// page is a page, or a form that pages share.
type page struct {
	contents  any
	resources dict
	base      matrix
}

const maxPages = 10_000

// pages are the pages in order: by the tree, or, where there is none, as they stand in the file.
func (f *file) pages() []page {
	var found []page
	seen := map[ref]bool{}
	var walk func(v any, resources dict, rotate float64, depth int)
	walk = func(v any, resources dict, rotate float64, depth int) {
		if r, ok := v.(ref); ok {
			if seen[r] {
				return
			}
			seen[r] = true
		}
		d := f.dict(v)
		if d == nil || depth > maxDepth || len(found) >= maxPages {
			return
		}
		if r := f.dict(d["Resources"]); r != nil {
			resources = r
		}
		if r, ok := f.resolve(d["Rotate"]).(float64); ok {
			rotate = r
		}
		if kids := f.array(d["Kids"]); kids != nil {
			for _, kid := range kids {
				walk(kid, resources, rotate, depth+1)
			}
			return
		}
		if d["Contents"] != nil {
			found = append(found, page{d["Contents"], resources, rotation(rotate)})
		}
	}
	walk(f.dict(f.trailer["Root"])["Pages"], nil, 0, 0)
	if len(found) > 0 {
		return found
	}
	last := 0
	for n := range f.objects {
		last = max(last, n)
	}
	for n := 0; n <= min(last, 1<<20); n++ {
		if d, ok := f.objects[n].(dict); ok && f.name(d["Type"]) == "Page" {
			walk(d, nil, 0, 0)
		}
	}
	return found
}

// rotation turns a page by so many degrees, clockwise.
func rotation(degrees float64) matrix {
	switch (int(degrees)%360 + 360) % 360 {
	case 90:
		return matrix{b: -1, c: 1}
	case 180:
		return matrix{a: -1, d: -1}
	case 270:
		return matrix{b: 1, c: -1}
	}
	return identity
}
