"""What the offices of the district report: figures that no map gives, by keys that the built-in plans ask for, and two that the map gives, too."""
import csv
import io

from . import plan

HEADER = ['indicator', 'parameters', 'region_code', 'date', 'value', 'unit', 'source', 'text', 'text_en']

# indicator, date, value, unit, source, text, text in English
FIGURES = [
    ('family_carers_trained', '2024', 1310, '人', '区民政局2024年报', '累计培训家庭照护者', 'Family carers trained so far'),
    ('family_carers_trained', '2025-09-30', 1860, '人', '区民政局2025年三季度报', '累计培训家庭照护者', 'Family carers trained so far'),
    ('nursing_homes_graded_share', '2024-06-30', 62.5, '%', '区养老服务质量评估', '参加等级评定的养老机构占比', 'Nursing homes that were graded'),
    ('certified_carers_share', '2025-12', 76.4, '%', '区民政局2025年报', '养老护理员持证率', 'Carers with a certificate'),
    ('health_managed_share_age65', '2025', 72.8, '%', '区卫生健康委2025年报', '65岁以上老年人健康管理率', 'People of 65 and over under health management'),
    ('elders_trained_smart_technology', '2025', 12480, '人次', '区民政局2025年报', '长者智能技术培训', 'Trainings of elders in smart technology'),
    ('emergency_call_coverage', '2025', 100, '%', '区民政局2025年报', '高龄独居老人紧急救援服务覆盖率', 'Old people living alone with an emergency call'),
    ('dementia_friendly_towns_share', '2025', 40, '%', '区民政局2025年报', '10个街镇中4个建成认知障碍友好社区', 'Four of the ten towns are friendly to people with dementia'),
    ('homes_adapted', '2025', 420, '户', '区民政局2025年报', '当年完成居家适老化改造', 'Homes adapted within the year'),
    ('homes_adapted_2021_2025', '2025', 1730, '户', '区民政局2025年报', '“十四五”期间累计改造', 'Homes adapted from 2021 to 2025'),
    ('time_bank_streets', '2025', 3, '个街道', '区民政局2025年报', '设立“时间银行”的街道', 'Subdistricts with a time bank'),
]


def rows(open_centres, beds):
    """As dictionaries. Beds are those in use and, a mistake to be found, those of the home that is still being built."""
    made = [dict(zip(HEADER, (key, '', plan.DISTRICT, *rest))) for key, *rest in FIGURES]
    for indicator, types, value, unit, text, english in (
            ('count', 'comprehensive_centre', open_centres, '家', '已启用的综合为老服务中心', 'Comprehensive centres in use'),
            ('beds', 'elder_beds', beds, '张', '养老床位总数（误将在建床位计入）', 'Beds for elders (those under construction are counted by mistake)')):
        made.append(dict(zip(HEADER, (indicator, 'types=' + types, plan.DISTRICT, '2025-12-31', value, unit, '区民政统计年报', text, english))))
    return made


def write(path, made):
    out = io.StringIO()
    table = csv.DictWriter(out, HEADER, lineterminator='\r\n')
    table.writeheader()
    table.writerows(made)
    with open(path, 'w', encoding='utf-8', newline='') as f:
        f.write(out.getvalue())
