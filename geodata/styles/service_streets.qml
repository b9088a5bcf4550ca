<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22" styleCategories="Symbology|Labeling|Fields" labelsEnabled="0">
[[aliases]]
 <previewExpression>[[field:type_name]]</previewExpression>
 <renderer-v2 type="RuleRenderer" symbollevels="0" forceraster="0" enableorderby="1">
  <rules key="root">
   <rule key="shown" filter="[[filter]]" label="[[name]]">
[[each:limits]]    <rule key="limit[[item:index]]" symbol="[[item:index]]" filter="[[field:limit_min]] = [[item:number]]" label="[[item:label]]"/>
[[end]]   </rule>
  </rules>
  <symbols>
[[each:limits]]   <symbol type="line" name="[[item:index]]" alpha="1" clip_to_extent="1" force_rhr="0"><layer class="SimpleLine" enabled="1" locked="0" pass="0"><prop k="line_color" v="[[item:colour]]"/><prop k="line_width" v="0.7"/><prop k="capstyle" v="round"/><prop k="joinstyle" v="round"/></layer></symbol>
[[end]]  </symbols>
  <orderby><orderByClause asc="0" nullsFirst="0">[[field:limit_min]]</orderByClause></orderby>
 </renderer-v2>
</qgis>
