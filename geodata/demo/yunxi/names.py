"""Names that sound right and belong to nobody in particular."""

_FIRST = '云水望桥集贤新溪澄湾南屏平川荷浦柳渡竹岭文昌槐梧桐桂松柏榆枫杏桃兰芝荻芦苇菱莲鹤鹭燕莺锦绣丰裕安宁和顺永泰福寿康乐仁义礼智信德善春秋晴霞虹霁月星石金银玉青翠碧红紫'
_SECOND = '园苑庭里坊弄湾浜桥溪塘池洲渡口港岸堤亭台阁楼门井巷林岗坡坞圩滩沙田堰泉源华昌盛兴旺达明光晖和平安康宁'
_PINYIN = dict(zip(
    _FIRST + _SECOND,
    ('yun shui wang qiao ji xian xin xi cheng wan nan ping ping chuan he pu liu du zhu ling wen chang huai wu tong gui song bai yu feng xing tao '
     'lan zhi di lu wei ling lian he lu yan ying jin xiu feng yu an ning he shun yong tai fu shou kang le ren yi li zhi xin de shan chun qiu '
     'qing xia hong ji yue xing shi jin yin yu qing cui bi hong zi '
     'yuan yuan ting li fang long wan bang qiao xi tang chi zhou du kou gang an di ting tai ge lou men jing xiang lin gang po wu wei tan sha '
     'tian yan quan yuan hua chang sheng xing wang da ming guang hui he ping an kang ning').split()))
_STREET = {'tertiary': ['路'], 'unclassified': ['路', '公路'], 'residential': ['路', '街', '巷'], 'living_street': ['弄', '巷', '里弄'],
           'pedestrian': ['步行街', '老街']}
_SURNAME = {'陈': 'Chen', '沈': 'Shen', '陆': 'Lu', '顾': 'Gu', '朱': 'Zhu', '钱': 'Qian', '蒋': 'Jiang', '徐': 'Xu', '吴': 'Wu', '周': 'Zhou',
            '許': 'Xu', '谢': 'Xie', '董': 'Dong', '邵': 'Shao', '范': 'Fan', '金': 'Jin', '潘': 'Pan', '姚': 'Yao'}
_VILLAGE = {'家浜': 'jiabang', '家桥': 'jiaqiao', '家圩': 'jiawei', '家塘': 'jiatang', '家湾': 'jiawan', '家渡': 'jiadu', '家岗': 'jiagang',
            '家宅': 'jiazhai'}
_SURNAME.pop('許')


def _pair(rng, used):
    while True:
        a, b = rng.pick(_FIRST), rng.pick(_SECOND)
        if a != b and a + b not in used:
            used.add(a + b)
            return a + b


def pinyin(text):
    return ''.join(_PINYIN[c] for c in text).capitalize()


def street_name(rng, kind, used):
    while True:
        name = rng.pick(_FIRST) + rng.pick(_SECOND) + rng.pick(_STREET[kind])
        if name not in used:
            used.add(name)
            return name


def community_name(rng, kind, used):
    """(Chinese, English)"""
    if kind == 'village':
        while True:
            s, v = rng.pick(list(_SURNAME)), rng.pick(list(_VILLAGE))
            if s + v not in used:
                used.add(s + v)
                return s + v + '村', _SURNAME[s] + _VILLAGE[v] + ' Village'
    pair = _pair(rng, used)
    return pair + '社区', pinyin(pair) + ' Community'
