/**
 * GB/T 2260 regions of Zhejiang: the province, its 11 cities and 90 counties, districts and county-level cities.
 * One line a region: code, latitude and longitude of its government's seat (WGS 84, within 0.05°), Chinese name, English
 * name. State of the standard since 2021 (Hangzhou's new districts).
 */
const lines = `
330000 30.265 120.153 浙江省 Zhejiang
330100 30.246 120.210 杭州市 Hangzhou
330102 30.258 120.198 上城区 Shangcheng
330105 30.319 120.142 拱墅区 Gongshu
330106 30.259 120.130 西湖区 Xihu
330108 30.208 120.212 滨江区 Binjiang
330109 30.184 120.265 萧山区 Xiaoshan
330110 30.274 119.978 余杭区 Yuhang
330111 30.048 119.960 富阳区 Fuyang
330112 30.234 119.725 临安区 Lin'an
330113 30.419 120.300 临平区 Linping
330114 30.322 120.494 钱塘区 Qiantang
330122 29.793 119.691 桐庐县 Tonglu
330127 29.609 119.042 淳安县 Chun'an
330182 29.475 119.281 建德市 Jiande
330200 29.860 121.623 宁波市 Ningbo
330203 29.860 121.551 海曙区 Haishu
330205 29.887 121.555 江北区 Jiangbei
330206 29.899 121.844 北仑区 Beilun
330211 29.965 121.597 镇海区 Zhenhai
330212 29.817 121.547 鄞州区 Yinzhou
330213 29.655 121.407 奉化区 Fenghua
330225 29.477 121.869 象山县 Xiangshan
330226 29.288 121.430 宁海县 Ninghai
330281 30.037 121.154 余姚市 Yuyao
330282 30.170 121.266 慈溪市 Cixi
330300 27.994 120.699 温州市 Wenzhou
330302 28.015 120.655 鹿城区 Lucheng
330303 27.933 120.811 龙湾区 Longwan
330304 27.967 120.620 瓯海区 Ouhai
330305 27.836 121.157 洞头区 Dongtou
330324 28.153 120.692 永嘉县 Yongjia
330326 27.662 120.566 平阳县 Pingyang
330327 27.518 120.426 苍南县 Cangnan
330328 27.787 120.091 文成县 Wencheng
330329 27.557 119.717 泰顺县 Taishun
330381 27.778 120.655 瑞安市 Rui'an
330382 28.113 120.984 乐清市 Yueqing
330383 27.578 120.553 龙港市 Longgang
330400 30.746 120.756 嘉兴市 Jiaxing
330402 30.748 120.783 南湖区 Nanhu
330411 30.765 120.710 秀洲区 Xiuzhou
330421 30.831 120.926 嘉善县 Jiashan
330424 30.526 120.946 海盐县 Haiyan
330481 30.511 120.681 海宁市 Haining
330482 30.676 121.015 平湖市 Pinghu
330483 30.630 120.565 桐乡市 Tongxiang
330500 30.893 120.087 湖州市 Huzhou
330502 30.857 120.186 吴兴区 Wuxing
330503 30.860 120.418 南浔区 Nanxun
330521 30.543 119.977 德清县 Deqing
330522 31.026 119.911 长兴县 Changxing
330523 30.639 119.680 安吉县 Anji
330600 30.030 120.580 绍兴市 Shaoxing
330602 29.988 120.582 越城区 Yuecheng
330603 30.082 120.495 柯桥区 Keqiao
330604 30.033 120.869 上虞区 Shangyu
330624 29.500 120.904 新昌县 Xinchang
330681 29.714 120.236 诸暨市 Zhuji
330683 29.588 120.822 嵊州市 Shengzhou
330700 29.079 119.647 金华市 Jinhua
330702 29.086 119.571 婺城区 Wucheng
330703 29.100 119.693 金东区 Jindong
330723 28.893 119.816 武义县 Wuyi
330726 29.452 119.892 浦江县 Pujiang
330727 29.054 120.450 磐安县 Pan'an
330781 29.209 119.460 兰溪市 Lanxi
330782 29.306 120.075 义乌市 Yiwu
330783 29.290 120.242 东阳市 Dongyang
330784 28.888 120.047 永康市 Yongkang
330800 28.970 118.859 衢州市 Quzhou
330802 28.969 118.871 柯城区 Kecheng
330803 28.980 118.959 衢江区 Qujiang
330822 28.901 118.511 常山县 Changshan
330824 29.137 118.415 开化县 Kaihua
330825 29.028 119.172 龙游县 Longyou
330881 28.737 118.627 江山市 Jiangshan
330900 29.985 122.207 舟山市 Zhoushan
330902 30.020 122.107 定海区 Dinghai
330903 29.971 122.324 普陀区 Putuo
330921 30.264 122.226 岱山县 Daishan
330922 30.726 122.451 嵊泗县 Shengsi
331000 28.656 121.421 台州市 Taizhou
331002 28.674 121.443 椒江区 Jiaojiang
331003 28.650 121.262 黄岩区 Huangyan
331004 28.583 121.365 路桥区 Luqiao
331022 29.105 121.396 三门县 Sanmen
331023 29.144 121.007 天台县 Tiantai
331024 28.847 120.729 仙居县 Xianju
331081 28.372 121.386 温岭市 Wenling
331082 28.858 121.145 临海市 Linhai
331083 28.136 121.232 玉环市 Yuhuan
331100 28.468 119.923 丽水市 Lishui
331102 28.446 119.913 莲都区 Liandu
331121 28.139 120.290 青田县 Qingtian
331122 28.659 120.092 缙云县 Jinyun
331123 28.592 119.276 遂昌县 Suichang
331124 28.449 119.482 松阳县 Songyang
331125 28.116 119.573 云和县 Yunhe
331126 27.619 119.063 庆元县 Qingyuan
331127 27.973 119.636 景宁畲族自治县 Jingning She Autonomous County
331181 28.075 119.142 龙泉市 Longquan
`;

export const regions = lines
  .trim()
  .split("\n")
  .map((line) => {
    const [code = "", lat, lng, nameZh = "", ...english] = line.split(" ");
    return { code, nameZh, nameEn: english.join(" "), lat: Number(lat), lng: Number(lng) };
  });
