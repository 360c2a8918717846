"""Words and what they are called in English. Names of genres stand without 片, which says that films are meant."""

_GENRES = """科幻=science fiction; 喜剧=comedy; 搞笑=funny; 幽默=funny; 恐怖=horror; 惊悚=thriller; 悬疑=mystery; 推理=mystery;
爱情=romance; 浪漫=romance; 言情=romance; 动作=action; 冒险=adventure; 探险=adventure; 动画=animated; 动漫=animated; 卡通=animated;
纪录=documentary; 战争=war; 历史=history; 古装=historical; 犯罪=crime; 警匪=crime; 黑帮=crime; 西部=western; 奇幻=fantasy;
魔幻=fantasy; 家庭=family; 合家欢=family; 剧情=drama; 歌舞=musical; 文艺=arthouse; 武侠=martial arts; 功夫=kung fu"""
_MEDIA = """电影=films; 影片=films; 片子=films; 大片=films; 片=films; 电视剧=series; 电视连续剧=series; 连续剧=series; 剧集=series;
剧=series; 专辑=albums; 唱片=albums; 歌曲=songs; 单曲=songs; 歌=songs; 音乐=music; 乐曲=music; 曲=music; 播客=podcasts; 讲座=lectures; 演讲=lectures;
课程=courses; 网课=courses; 公开课=courses; 短片=clips; 短视频=clips; 视频=clips; 纪录片=documentaries; 动画片=animated films;
短剧=series; 喜剧片=comedy films; 动漫=anime"""
_LANGUAGES = """英语=English; 英文=English; 法语=French; 德语=German; 西班牙语=Spanish; 意大利语=Italian; 日语=Japanese; 日文=Japanese;
韩语=Korean; 中文=Chinese; 汉语=Chinese; 普通话=Mandarin; 国语=Mandarin; 华语=Chinese; 粤语=Cantonese; 俄语=Russian;
葡萄牙语=Portuguese; 印地语=Hindi; 泰语=Thai; 阿拉伯语=Arabic; 波斯语=Persian; 瑞典语=Swedish; 丹麦语=Danish; 土耳其语=Turkish; 斯瓦希里语=Swahili;
荷兰语=Dutch; 挪威语=Norwegian; 芬兰语=Finnish; 波兰语=Polish; 捷克语=Czech; 匈牙利语=Hungarian; 希腊语=Greek; 希伯来语=Hebrew; 越南语=Vietnamese"""
_PLACES = """法国=French; 德国=German; 西班牙=Spanish; 意大利=Italian; 日本=Japanese; 韩国=Korean; 俄罗斯=Russian; 苏联=Soviet;
英国=British; 美国=American; 印度=Indian; 泰国=Thai; 伊朗=Persian; 瑞典=Swedish; 丹麦=Danish; 挪威=Norwegian; 波兰=Polish;
土耳其=Turkish; 台湾=Taiwanese; 香港=Hong Kong; 澳大利亚=Australian; 加拿大=Canadian; 墨西哥=Mexican; 巴西=Brazilian; 阿根廷=Argentinian;
美剧=American series; 英剧=British series; 韩剧=Korean series; 日剧=Japanese series; 泰剧=Thai series; 台剧=Taiwanese series;
国产=, made in China,; 中国=Chinese; 大陆=, made in China,; 港片=Hong Kong films; 日漫=Japanese animated;
韩影=Korean films; 美国片=American films; 好莱坞=American"""
_MOODS = """安静=quiet; 平静=calm; 宁静=calm; 温暖=warm; 温馨=heartwarming; 治愈=heartwarming; 轻松=light; 感人=moving; 催泪=tearjerker;
紧张=tense; 刺激=exciting; 黑暗=dark; 压抑=bleak; 沉重=heavy; 烧脑=mind-bending; 悲伤=sad; 伤感=sad; 难过=sad; 快乐=happy; 开心=cheerful;
励志=inspiring; 暴力=violent; 血腥=gory; 吓人=scary; 可怕=scary; 孤独=lonely; 孤单=lonely; 奇怪=strange; 怪异=weird; 史诗=epic; 经典=classic;
黑白=black-and-white; 唯美=beautiful; 优美=beautiful; 节奏慢=slow; 慢节奏=slow; 快节奏=fast-paced; 小众=little-known; 诗意=poetic;
舒缓=soothing; 放松=relaxing; 无聊=boring; 真实=realistic; 荒诞=absurd; 讽刺=satirical; 太空=space; 宇宙=space; 外星人=aliens; 机器人=robots;
人工智能=artificial intelligence; 海洋=ocean; 大海=sea; 动物=animals; 自然=nature; 友情=friendship; 友谊=friendship; 成长=growing up;
亲情=family ties; 父子=father and son; 母女=mother and daughter; 婚姻=marriage; 复仇=revenge; 时间旅行=time travel; 穿越=time travel;
末日=apocalypse; 僵尸=zombies; 丧尸=zombies; 吸血鬼=vampires; 鬼=ghosts; 间谍=spies; 政治=politics; 体育=sports; 足球=football; 篮球=basketball;
美食=food; 做饭=cooking; 旅行=travel; 公路=road; 火车=trains; 监狱=prison; 学校=school; 校园=school; 青春=youth; 死亡=death; 失去=loss; 艺术=art;
科学=science; 物理=physics; 数学=mathematics; 哲学=philosophy; 经济=economics; 心理=psychological; 爵士乐=jazz; 爵士=jazz; 摇滚=rock;
古典=classical; 钢琴=piano; 电子=electronic; 民谣=folk; 流行=pop; 嘻哈=hip hop; 工作=working; 学习=studying; 睡觉=sleeping; 跑步=running; 开车=driving;
晚上=tonight; 今晚=tonight; 周末=weekend; 上海=Shanghai; 北京=Beijing; 巴黎=Paris; 纽约=New York; 东京=Tokyo; 二战=World War II; 冷战=Cold War"""
_SPEECH = """你好=hello; 您好=hello; 嗨=hello; 早上好=good morning; 晚上好=good evening; 谢谢=thanks; 多谢=thanks; 感谢=thanks; 再见=bye; 拜拜=bye;
推荐=recommend; 推荐一下=recommend; 来=give me; 给我=give me; 给我来=give me; 给我推荐=recommend; 想看=I want to watch; 想听=I want to listen to;
想要=I want; 我要=I want; 有没有=any; 有什么=any; 有哪些=any; 还有=more; 还有没有=any more; 求=recommend; 找=find; 帮我找=find; 类似=similar; 或者=or;
还是=or; 或=or; 和=and; 以及=and; 跟=and; 与=and; 但是=but; 但=but; 新=new; 最新=the latest; 最近=recent; 新出=new; 新片=new films; 老=old; 老片=old films;
旧=old; 短=short; 长=long; 好看=good; 更多=more; 别的=others; 其他=others; 也行=is fine too; 也可以=is fine too; 都行=; 都可以=; 什么=;
什么都行=anything; 好的=ok; 好=ok; 是的=yes; 对=yes; 不=no; 小孩=children; 孩子=children; 儿童=children; 全家=the whole family; 家人=the family;
每集=episodes; 它=it; 这部=it; 那部=it; 这个=it; 那个=it; 这些=these; 初学者=beginners; 入门=beginners"""


def _table(*texts: str) -> dict[str, str]:
    entries = (entry.partition("=") for text in texts for entry in text.replace("\n", " ").split(";"))
    return {word.strip(): english.strip() for word, _, english in entries}


WISHES = _table(_GENRES, _MEDIA, _LANGUAGES, _MOODS)  # that may be said back
WORDS = WISHES | _table(_PLACES, _SPEECH)
# People by the names that they go by in Chinese.
PEOPLE = _table("""诺兰=Christopher Nolan; 克里斯托弗·诺兰=Christopher Nolan; 斯皮尔伯格=Steven Spielberg; 宫崎骏=Hayao Miyazaki;
汤姆·汉克斯=Tom Hanks; 汤姆汉克斯=Tom Hanks; 昆汀=Quentin Tarantino; 昆汀·塔伦蒂诺=Quentin Tarantino; 王家卫=Wong Kar-wai; 李安=Ang Lee;
张艺谋=Zhang Yimou; 陈凯歌=Chen Kaige; 吴宇森=John Woo; 周星驰=Stephen Chow; 成龙=Jackie Chan; 李连杰=Jet Li; 李小龙=Bruce Lee;
周润发=Chow Yun-fat; 梁朝伟=Tony Leung Chiu-wai; 张曼玉=Maggie Cheung; 巩俐=Gong Li; 章子怡=Zhang Ziyi; 黑泽明=Akira Kurosawa;
小津安二郎=Yasujirō Ozu; 是枝裕和=Hirokazu Kore-eda; 新海诚=Makoto Shinkai; 今敏=Satoshi Kon; 奉俊昊=Bong Joon-ho; 朴赞郁=Park Chan-wook;
希区柯克=Alfred Hitchcock; 库布里克=Stanley Kubrick; 斯科塞斯=Martin Scorsese; 马丁·斯科塞斯=Martin Scorsese; 卡梅隆=James Cameron;
雷德利·斯科特=Ridley Scott; 大卫·芬奇=David Fincher; 科恩兄弟=Joel Coen; 韦斯·安德森=Wes Anderson; 塔可夫斯基=Andrei Tarkovsky;
伯格曼=Ingmar Bergman; 费里尼=Federico Fellini; 戈达尔=Jean-Luc Godard; 特吕弗=François Truffaut; 伍迪·艾伦=Woody Allen;
莱昂纳多=Leonardo DiCaprio; 布拉德·皮特=Brad Pitt; 汤姆·克鲁斯=Tom Cruise; 基努·里维斯=Keanu Reeves; 阿尔·帕西诺=Al Pacino;
罗伯特·德尼罗=Robert De Niro; 梅丽尔·斯特里普=Meryl Streep; 娜塔莉·波特曼=Natalie Portman; 奥黛丽·赫本=Audrey Hepburn;
西格妮·韦弗=Sigourney Weaver; 卓别林=Charlie Chaplin; 金·凯瑞=Jim Carrey; 摩根·弗里曼=Morgan Freeman""")
# What says nothing of what is wanted.
FILLERS = tuple(
    """一点 几部 几个 几张 有点 比较 非常 特别 真的 一些 一下 一起 一种 那种 这种 什么样 请问 麻烦 可以 能不能 能否 最好 看看 听听 的话 题材 类型 主题 一部 一张 一个 一首
    我 你 您 想 要 看 听 的 了 吗 呢 吧 啊 呀 嘛 哦 把 被 在 是 有 很 太 也 都 就 再 个 部 张 首 集 本 点 些 得 着 过 能 请 让 为 给 适合 比 更
    最 那 这 几 还 又 行 只""".split()
)
