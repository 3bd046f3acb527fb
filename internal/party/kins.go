package party

import (
	"strings"
	"sync"
)

// kins are lines of spellings of one East Asian family name that differ more than sound tells.
const kins = `
noh roh no
lee yi rhee ri rhie
park pak bak
choi choe choy
kim gim
jung chung jeong chong joung
jang chang zhang
kang gang
cho jo
shin sin
lim im rim
baek paek paik baik
woo wu
ahn an
yoon yun youn
kwon gwon
ryu yoo yu ryoo
moon mun
oh o
heo huh hur
nam
song
han
hong
seo suh so
hwang
bae pae
chen chan
li
wang wong
huang
liu lau
zhou chou
zhao chao
sun
guo kuo
he
hu
lin
luo
ma
shen
tang
tsai cai
xi hsi
xu hsu
yang
zheng cheng
zhu chu
deng teng
feng
jiang chiang
nguyen
tran
pham
hoang
`

var kinLines = sync.OnceValue(func() map[string]string {
	lines := map[string]string{}
	for line := range strings.SplitSeq(strings.TrimSpace(kins), "\n") {
		all := strings.Fields(line)
		for _, w := range all {
			lines[w] = all[0]
		}
	}
	return lines
})

// kin is the family name that a word is a spelling of, where family names stand first, else "".
func kin(w string) string { return kinLines()[w] }
