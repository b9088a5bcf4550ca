<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22" styleCategories="Symbology|Labeling|Fields" labelsEnabled="0">
[[aliases]]
 <previewExpression>[[field:region_name]]</previewExpression>
 <renderer-v2 type="RuleRenderer" symbollevels="0" forceraster="0" enableorderby="0">
  <rules key="root">
   <rule key="shown" label="[[name]]">
[[each:bands]]   <rule key="band[[item:index]]" symbol="[[item:index]]" filter="[[item:filter]]" label="[[item:label]]"/>
[[end]]   </rule>
  </rules>
  <symbols>
[[each:bands]]   <symbol type="marker" name="[[item:index]]" alpha="1" clip_to_extent="1" force_rhr="0"><layer class="SimpleMarker" enabled="1" locked="0" pass="0"><prop k="color" v="[[item:colour]]"/><prop k="outline_color" v="[[item:colour]]"/><prop k="outline_style" v="no"/><prop k="outline_width" v="0"/><prop k="name" v="[[item:shape]]"/><prop k="size" v="1.6"/><data_defined_properties><Option type="Map"><Option type="QString" name="name" value=""/><Option type="Map" name="properties"><Option type="Map" name="size"><Option type="bool" name="active" value="true"/><Option type="QString" name="expression" value="0.7 + 0.11 * sqrt(min(coalesce([[field:people]], 0), 400))"/><Option type="int" name="type" value="3"/></Option></Option><Option type="QString" name="type" value="collection"/></Option></data_defined_properties></layer></symbol>
[[end]]  </symbols>
 </renderer-v2>
</qgis>
