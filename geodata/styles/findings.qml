<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22" styleCategories="Symbology|Labeling|Fields" labelsEnabled="0">
[[aliases]]
 <previewExpression>[[field:message]]</previewExpression>
 <renderer-v2 type="RuleRenderer" symbollevels="0" forceraster="0" enableorderby="0">
  <rules key="root">
   <rule key="error" symbol="0" filter="[[field:severity]] = 'error'" label="[[word:error]]"/>
   <rule key="warning" symbol="1" filter="[[field:severity]] = 'warning'" label="[[word:warning]]"/>
   <rule key="note" symbol="2" filter="[[field:severity]] = 'note'" label="[[word:note]]"/>
  </rules>
  <symbols>
   <symbol type="marker" name="0" alpha="1" clip_to_extent="1" force_rhr="0"><layer class="SimpleMarker" enabled="1" locked="0" pass="0"><prop k="color" v="#b3261e"/><prop k="outline_color" v="#ffffff"/><prop k="outline_width" v="0.3"/><prop k="name" v="triangle"/><prop k="size" v="4.4"/></layer></symbol>
   <symbol type="marker" name="1" alpha="1" clip_to_extent="1" force_rhr="0"><layer class="SimpleMarker" enabled="1" locked="0" pass="0"><prop k="color" v="#e6a800"/><prop k="outline_color" v="#4b575e"/><prop k="outline_width" v="0.3"/><prop k="name" v="diamond"/><prop k="size" v="3.6"/></layer></symbol>
   <symbol type="marker" name="2" alpha="1" clip_to_extent="1" force_rhr="0"><layer class="SimpleMarker" enabled="1" locked="0" pass="0"><prop k="color" v="#5b9bb0"/><prop k="outline_color" v="#ffffff"/><prop k="outline_width" v="0.3"/><prop k="name" v="circle"/><prop k="size" v="2.6"/></layer></symbol>
  </symbols>
 </renderer-v2>
</qgis>
