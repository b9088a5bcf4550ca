#!/usr/bin/python3
"""Makes the demo city: generate.py [FOLDER]. Without a folder the files beside this script are made anew.

Needs python3-gdal, python3-openpyxl, python3-pyosmium. The same program gives the same bytes; README.md tells what is in them."""
import json
import os
import sys
from collections import Counter

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

from yunxi import facilities, people, plan, reported, streets, writers  # noqa: E402
from yunxi.rng import Rng  # noqa: E402

# What the generator writes, below the folder.
FILES = ['boundaries/%s.%s' % (n, e) for n in ('district', 'towns', 'communities') for e in ('shp', 'shx', 'dbf', 'prj')] + [
    'facilities.xlsx', 'population.gpkg', 'streets.osm.pbf', 'context.geojson', 'observations.csv', 'facts.json']


def figures(rows):
    """What the offices report (reported.py)."""
    good = [r for r in rows if 'fault' not in r and r['town'] is not None]
    centres = sum(r['status'] == 'open' and r['kind'] == 'comprehensive_centre' for r in good)
    return reported.rows(centres, sum(r.get('beds') or 0 for r in good if r['status'] in ('open', 'planned')))


def inventory(opened):
    """Of the good rows of facilities in use: what the newer columns add up to, and how many say nothing."""
    caring = [r for r in opened if r['kind'] in facilities.CARING]
    bedded = [r for r in opened if 'beds' in r]
    elderly = [r for r in opened if r['kind'] in facilities.ELDERLY]
    return {
        'beds_nursing': sum(r['beds_nursing'] for r in bedded), 'beds_dementia': sum(r['beds_dementia'] for r in bedded),
        'beds_public': sum(r['beds'] for r in bedded if r['public']), 'places': sum(r.get('places', 0) for r in opened),
        'meals_per_day': sum(r.get('meals', 0) for r in opened),
        'staff_care': sum(r['staff'] for r in caring), 'social_workers_care': sum(r['social'] or 0 for r in caring),
        'social_workers_care_missing': sum(r['social'] is None for r in caring),
        'care': len(caring), 'contracted': sum(r['contracted'] == '是' for r in caring), 'contracted_missing': sum(r['contracted'] is None for r in caring),
        'site_area_m2_community_elderly': sum(r['site'] or 0 for r in elderly), 'site_area_community_elderly_missing': sum(r['site'] is None for r in elderly),
        'opened_missing': sum(r['opened'] is None for r in opened),
        'meal_points_opened_2021_2025': sum(r['kind'] == 'meal_point' and '2021' <= (r['opened'] or '') < '2026' for r in opened),
        'meal_points_opened_missing': sum(r['kind'] == 'meal_point' and r['opened'] is None for r in opened),
        'nursing_homes_renovated_2021_2025': sum(r['kind'] == 'nursing_home' and '2021' <= r.get('renovated', '') < '2026' for r in opened)}


def facts(city, groups, rows, street_nodes, ways):
    """What a reader of the files must find; tests compare with it."""
    good = [r for r in rows if 'fault' not in r and r['town'] is not None]
    opened = [r for r in good if r['status'] == 'open']
    elderly = [r for r in opened if r['kind'] in facilities.ELDERLY]
    towns = {}
    for k, t in enumerate(plan.TOWNS):
        mine = [c for c in groups if c.town == k]
        towns[t[0]] = {
            'name': t[1], 'class': t[3], 'communities': len(mine), 'people': {g: sum(c.people[g] for c in mine) for g in people.GROUPS},
            'community_elderly_area_m2_known': sum(r['area'] for r in elderly if r['town'] == k and r['area']),
            'community_elderly_area_missing': sum(1 for r in elderly if r['town'] == k and not r['area']),
            'open_by_type': dict(sorted(Counter(r['kind'] for r in opened if r['town'] == k).items()))}
    return {
        'regions': {'district': 1, 'town': len(plan.TOWNS), 'community': len(groups),
                    'committee': sum(c.kind == 'committee' for c in groups), 'village': sum(c.kind == 'village' for c in groups)},
        'people': {g: sum(c.people[g] for c in groups) for g in people.GROUPS},
        'facility_rows': len(rows), 'facility_rows_good': len(good), 'facility_rows_beyond_boundary': sum(r['town'] is None for r in rows),
        'open': len(opened), 'planned': sum(r['status'] == 'planned' for r in good), 'closed': sum(r['status'] == 'closed' for r in good),
        'open_by_type': dict(sorted(Counter(r['kind'] for r in opened).items())),
        'open_without_area': sum(r['area'] is None for r in opened),
        'community_elderly_area_m2_known': sum(r['area'] for r in elderly if r['area']),
        'inventory': inventory(opened),
        'open_beds': sum(r.get('beds') or 0 for r in opened),
        'communities_without_activity_room': {kind: sorted(c.code for c in groups if c.kind == kind and not any(
            r['kind'] == 'activity_room' and r['community'] == c.code for r in opened)) for kind in ('committee', 'village')},
        'villages_without_neighbour_point': sorted(c.code for c in groups if c.kind == 'village' and not any(
            r['kind'] == 'neighbour_point' and r['community'] == c.code for r in opened)),
        'wrong_rows': [{'sheet_row': k + 2, 'name': r['name'], 'fault': r['fault']} for k, r in enumerate(rows) if 'fault' in r],
        'observations': len(figures(rows)), 'planned_beds': sum(r.get('beds') or 0 for r in good if r['status'] == 'planned'),
        'street_nodes': street_nodes, 'ways': ways, 'towns': towns}


def main(folder):
    city = streets.City(Rng(20251231))
    city.grow()
    city.mesh.refine(55)
    groups = people.communities(city)
    edges = streets.street_edges(city)
    rows = facilities.make(city, groups, edges)
    os.makedirs(folder, exist_ok=True)
    writers.shapefiles(city, groups, os.path.join(folder, 'boundaries'))
    writers.population(city, groups, os.path.join(folder, 'population.gpkg'))
    writers.workbook(rows, os.path.join(folder, 'facilities.xlsx'))
    counts = writers.streets(city, edges, os.path.join(folder, 'streets.osm.pbf'))
    writers.context(os.path.join(folder, 'context.geojson'))
    reported.write(os.path.join(folder, 'observations.csv'), figures(rows))
    with open(os.path.join(folder, 'facts.json'), 'w', encoding='utf-8') as f:
        json.dump(facts(city, groups, rows, *counts), f, ensure_ascii=False, indent=1)
        f.write('\n')
    return city, groups, rows, edges


if __name__ == '__main__':
    main(sys.argv[1] if len(sys.argv) > 1 else HERE)
