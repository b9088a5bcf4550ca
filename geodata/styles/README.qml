<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22" styleCategories="Fields">
[[aliases]]
 <previewExpression>[[field:name]]</previewExpression>
</qgis>
