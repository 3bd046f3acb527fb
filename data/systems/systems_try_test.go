package systems

import (
	"fmt"
	"testing"
	"time"
)

func TestTry(t *testing.T) {
	s := time.Now()
	All()
	fmt.Println(time.Since(s), len(All()))
	for _, n := range []string{"Buk-M2E", "buk m2e", "SA-17", "Pantsyr-S1", "Панцирь-С1", "SS-N-27", "3M54", "CVN-78", "S 400", "S400", "S–400", "Kh-101s", "Dmitriy Donskoy", "Mirage III", "Trident II", "SSN-22", "SS-N-22", "An-124", "Antonov An-124", "Ruslan"} {
		for _, x := range Find(n) {
			fmt.Print(n, " → ", x.ID, "; ")
		}
		fmt.Println()
	}
	for _, n := range []string{"DDG-140", "USS John Doe", "USS Gerald R. Ford Carrier Strike", "9K37M2", "9K399M", "Su-30MKX", "Su-99", "R-361", "155mm howitzers", "5.56 mm rifles", "Okean-class corvette", "Lürssen-class vessels", "M-20", "COVID-19", "F-150", "T-shirt", "AN/TPY-9", "Shahed-300", "Hwasong-30", "HMS Prince of Kent's crew", "ABC-12", "SA-31", "Type-99"} {
		a, b, c := Unlisted(n)
		fmt.Printf("%s → %d %+v %v\n", n, a, b, c)
	}
}
