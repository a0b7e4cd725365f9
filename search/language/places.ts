/** Provinces, and the cities of Zhejiang, as people write them. */
const places = `
北京|Beijing
天津|Tianjin
上海|Shanghai
重庆|Chongqing
河北|Hebei
山西|Shanxi
内蒙古|Inner Mongolia
辽宁|Liaoning
吉林|Jilin
黑龙江|Heilongjiang
江苏|Jiangsu
浙江|Zhejiang
安徽|Anhui
福建|Fujian
江西|Jiangxi
山东|Shandong
河南|Henan
湖北|Hubei
湖南|Hunan
广东|Guangdong
广西|Guangxi
海南|Hainan
四川|Sichuan
贵州|Guizhou
云南|Yunnan
西藏|Tibet
陕西|Shaanxi
甘肃|Gansu
青海|Qinghai
宁夏|Ningxia
新疆|Xinjiang
香港|Hong Kong
澳门|Macao
台湾|Taiwan
杭州|Hangzhou
宁波|Ningbo
温州|Wenzhou
嘉兴|Jiaxing
湖州|Huzhou
绍兴|Shaoxing
金华|Jinhua
衢州|Quzhou
舟山|Zhoushan
台州|Taizhou
丽水|Lishui
`;

export const placeGroups: readonly (readonly string[])[] = places
  .trim()
  .split("\n")
  .map((line) => line.split("|"));
